"""How far the refactoring of each facade is: computed from the facade map, rendered by the reporters."""
