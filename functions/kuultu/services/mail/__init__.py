"""Mail: composing, sending once, throttling, and the events that SES reports."""
