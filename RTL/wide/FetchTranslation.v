`default_nettype none
module FetchTranslation (
  input  wire [63:0] port_address,
  input  wire [1:0]  port_size,
  output wire        port_fault,
  output wire [63:0] port_tval,
  input  wire [1:0]  privilege,
  input  wire        sum, isClosed,
  input  wire [34:0] segment_virtual,
  input  wire [36:0] segment_physical,
  input  wire [1:0]  segment_permission,
  input  wire [28:0] segment_length
);
  wire port_fault_condition = !isClosed
      && ((privilege == 2'd0) || ((privilege == 2'd1) && sum))
      && (port_address[63:39] == 25'd0);
  wire [35:0] port_fault_difference = port_address[38:3] - {1'b0, segment_virtual};
  wire port_fault_condition_2 = port_fault_condition
      && (port_fault_difference[35:29] == 7'd0)
      && (port_fault_difference[28:0] < segment_length);

  assign port_fault = port_fault_condition_2
      || (port_fault_condition
        && (((port_size == 2'd1) && (&port_address[2:0]))
          || ((port_size == 2'd2) && port_address[2] && (|port_address[1:0]))
          || ((port_size == 2'd3) && (|port_address[2:0])))
        && (&port_fault_difference)
        && !port_address[38]
        && (|segment_length));
  assign port_tval = {
    port_address[63:39],
    port_address[38:3] + {35'd0, !port_fault_condition_2},
    port_address[2:0] & {3{port_fault_condition_2}}
  };

  wire unused = &{1'b0, segment_physical, segment_permission};
endmodule
`default_nettype wire
