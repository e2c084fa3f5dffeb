"""What goes out: the public pages' charts, downloads, and the map of the site. Reads editions alone."""
