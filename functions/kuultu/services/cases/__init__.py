"""Cases: opening, tasks, links, reminders, hand-over and the steps of the workflow."""
