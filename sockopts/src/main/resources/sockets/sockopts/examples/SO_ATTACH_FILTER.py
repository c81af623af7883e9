import ctypes, struct
SO_ATTACH_FILTER = 26  # Python has no name for it | Python no tiene un nombre para ella
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
code = struct.pack("HBBI", 0x28, 0, 0, 0)  # load bytes 0 and 1: the source port | carga los bytes 0 y 1: el puerto de origen
code += struct.pack("HBBI", 0x15, 0, 1, 3500)  # another than 3500: skip one | otro que 3500: saltea una
code += struct.pack("HBBI", 0x06, 0, 0, 0xffff)  # take the datagram | toma el datagrama
code += struct.pack("HBBI", 0x06, 0, 0, 0)  # drop it | lo descarta
memory = ctypes.create_string_buffer(code)
program = struct.pack("HP", 4, ctypes.addressof(memory))
s.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)
