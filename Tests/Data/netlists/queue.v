// A queue: the register that holds the address of the memory's read has an enable and a reset, and the memory's port a copy of its own. The
// memory of eight single bits is cheaper in registers.
module queue(input c, input r, input iv, output ir, input [6:0] id, input il, output ov, input or_, output [6:0] od, output ol);
  reg [6:0] data[0:7];
  reg last[0:7];
  reg [2:0] w, p;
  reg full;
  wire same = w == p;
  wire put = ir & iv, take = or_ & ov;
  assign ir = ~(same & full);
  assign ov = ~(same & ~full);
  assign od = data[p];
  assign ol = last[p];
  always @(posedge c) begin
    if (put) begin
      data[w] <= id;
      last[w] <= il;
    end
    if (r) w <= 0; else if (put) w <= w + 1;
    if (r) p <= 0; else if (take) p <= p + 1;
    if (r) full <= 0; else if (put != take) full <= put;
  end
endmodule
