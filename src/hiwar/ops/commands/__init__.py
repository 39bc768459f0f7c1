"""What an operator types after `hiwar`. Each module is loaded when it is asked for."""
