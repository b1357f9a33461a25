"""The index that every rule asks: the facade, its members, its accessors and the domains behind them."""
