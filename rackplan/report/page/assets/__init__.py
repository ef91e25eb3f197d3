"""The template, the style and the scripts of the page, as files of their own."""
