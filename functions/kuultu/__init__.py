"""Kuultu: closed-loop customer feedback in which no unhappy customer is left unheard."""
