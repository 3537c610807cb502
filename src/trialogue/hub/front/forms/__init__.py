"""The forms of those who look after the site."""
