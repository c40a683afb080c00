`default_nettype none
module LinkCheck (
  input  wire [33:0] tables_entryBase, tables_link, tables_linkBase, tables_linkLimit,
  input  wire [24:0] tables_entryCount,
  input  wire [37:0] tables_capability, tables_list,
  input  wire        tables_linkFailed,
  input  wire [33:0] tables_caller,
  input  wire        tables_isClosed, isReturn,
  output wire        isInRange
);
  wire [35:0] isInRange_difference = {1'b0, tables_link, 1'b0} - {1'b0, tables_linkBase, isReturn};
  wire [35:0] isInRange_difference_2 = {1'b0, tables_linkLimit, 1'b0} - {1'b0, tables_link, !isReturn};

  assign isInRange = !isInRange_difference[35] && !isInRange_difference_2[35];

  wire unused = &{1'b0, tables_entryBase, tables_entryCount, tables_capability, tables_list, tables_linkFailed,
      tables_caller, tables_isClosed, isInRange_difference[34:0], isInRange_difference_2[34:0]};
endmodule
`default_nettype wire
