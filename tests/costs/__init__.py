"""What Kuultu costs: counted calls of journeys, and one table of prices; `docs/cost.md` is written from them."""
