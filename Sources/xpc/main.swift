print("xpc")
