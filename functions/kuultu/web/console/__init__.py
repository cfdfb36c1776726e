"""Pages of the console, and the session behind them."""
