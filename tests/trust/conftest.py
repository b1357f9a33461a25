"""The helpers of this folder are modules beside the tests."""
