"""Cases: the handling of unhappy responses, from the first task to the outcome."""
