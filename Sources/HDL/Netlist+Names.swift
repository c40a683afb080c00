@_exported import struct Netlist.BitVector
@_exported import struct Netlist.Design
// What a circuit and its testbench write by name, so that `import HDL` is enough for both.
@_exported import func Netlist.indexWidth
