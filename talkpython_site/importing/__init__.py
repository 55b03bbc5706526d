"""Importers: files from elsewhere become documents."""
