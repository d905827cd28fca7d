"""What programs read: the API's mount and its page, the catalogue, feeds, sitemap, structured data."""
