"""What every command that changes source shares: edits written all or nothing, and the proof of the public API."""
