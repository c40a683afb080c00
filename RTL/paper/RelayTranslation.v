`default_nettype none
module RelayTranslation (
  input  wire        clock, reset,
  input  wire [63:0] port_address,
  input  wire [1:0]  port_size,
  input  wire        port_read, port_write,
  input  wire [1:0]  port_privilege,
  output wire        port_hit,
  output wire [31:0] port_physical,
  output wire        port_fault,
  output wire [63:0] port_tval,
  input  wire        sum, isClosed,
  input  wire [34:0] segment_virtual,
  input  wire [28:0] segment_physical,
  input  wire [1:0]  segment_permission,
  input  wire [28:0] segment_length
);
  wire port_fault_condition = !isClosed && ((port_privilege == 2'd0) || ((port_privilege == 2'd1) && sum));
  wire port_fault_condition_2 = ((port_size == 2'd1) && (&port_address[2:0]))
      || ((port_size == 2'd2) && port_address[2] && (|port_address[1:0]))
      || ((port_size == 2'd3) && (|port_address[2:0]));
  wire port_fault_condition_3 = port_fault_condition && (port_address[63:39] == 25'd0);
  wire [35:0] port_fault_difference = port_address[38:3] - {1'b0, segment_virtual};
  wire [29:0] port_fault_difference_2 = {1'b0, port_fault_difference[28:0]} - {1'b0, segment_length};
  wire port_fault_condition_4 = port_fault_condition_3
      && (port_fault_difference[35:29] == 7'd0)
      && port_fault_difference_2[29];
  wire [29:0] physical = {1'b0, segment_physical} + {1'b0, port_fault_difference[28:0]};
  wire isAllowed = (!port_read || segment_permission[0])
      && (!port_write || segment_permission[1])
      && !physical[29]
      && !port_address[38];
  wire port_tval_condition = !(port_fault_condition_4 && !isAllowed);
  wire isNextBad = port_fault_condition_2
      && ((&port_fault_difference_2[28:0]) || (&physical[28:0]) || (&port_address[37:3]));
  wire hit = port_fault_condition_4 && isAllowed && !isNextBad;

  assign port_hit = hit;
  assign port_physical = {physical[28:0], port_address[2:0]};
  assign port_fault = (port_fault_condition_3
        && port_fault_condition_2
        && (&port_fault_difference)
        && !port_address[38]
        && (|segment_length))
      || (port_fault_condition_4 && !(isAllowed && !isNextBad));
  assign port_tval = {
    port_address[63:39],
    port_address[38:3] + {35'd0, port_tval_condition},
    port_address[2:0] & {3{!port_tval_condition}}
  };

  wire unused = &{1'b0, clock, reset};

`ifdef FORMAL
  always @(posedge clock)
    if (!reset) begin
      // P6 only with the segment's permission
      assert (!hit
        || ((!port_read || segment_permission[0]) && (!port_write || segment_permission[1]) && port_fault_condition));
      // P6 only to an address inside the segment
      assert (!hit || ((segment_physical <= port_physical[31:3]) && (port_fault_difference[28:0] < segment_length)));
      // a hit is no fault
      assert (!(port_hit && port_fault));
    end
`endif
endmodule
`default_nettype wire
