"""All that a site keeps, as a folder of files: written whole, checked whole, loaded whole."""
