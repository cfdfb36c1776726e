"""Tests of the rendering: formats, translations, and words of customers."""
