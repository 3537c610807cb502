"""What pages are made of: icons, people, moments, states, the loop. Plain string building, for views and templates."""
