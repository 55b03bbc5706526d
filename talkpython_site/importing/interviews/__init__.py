"""Texts in which people ask and answer become interviews."""
