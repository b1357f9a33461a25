"""What Python source says, without any opinion on it: text, modules, scopes, imports, signatures."""
