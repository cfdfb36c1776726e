"""Tests of the web: forms behind links, and bodies of JSON."""
