"""Speed of the site's pages beside a floor in the same run; not part of the tests."""
