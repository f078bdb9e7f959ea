"""How dates stand in the admin, where Django's own formats are not the site's: see reader.py for the public pages."""
