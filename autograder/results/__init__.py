"""Result files: all marks that are shown anywhere come from them."""
