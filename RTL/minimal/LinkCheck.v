`default_nettype none

module LinkCheck (
  input  wire [25:0] tables_entryBase,
  input  wire [25:0] tables_link,
  input  wire [25:0] tables_linkBase,
  input  wire [25:0] tables_linkLimit,
  input  wire [24:0] tables_entryCount,
  input  wire [29:0] tables_capability,
  input  wire [29:0] tables_list,
  input  wire        tables_linkFailed,
  input  wire [25:0] tables_caller,
  input  wire        tables_isClosed,
  input  wire        isReturn,
  output wire        isInRange
);
  wire [27:0] isInRange_difference = {1'b0, tables_link, 1'b0} - {1'b0, tables_linkBase, isReturn};
  wire [27:0] isInRange_difference_2 = {1'b0, tables_linkLimit, 1'b0} - {1'b0, tables_link, !isReturn};

  assign isInRange = !isInRange_difference[27] && !isInRange_difference_2[27];

  wire unused_tables_entryBase = &{1'b0, tables_entryBase};
  wire unused_tables_entryCount = &{1'b0, tables_entryCount};
  wire unused_tables_capability = &{1'b0, tables_capability};
  wire unused_tables_list = &{1'b0, tables_list};
  wire unused_tables_linkFailed = &{1'b0, tables_linkFailed};
  wire unused_tables_caller = &{1'b0, tables_caller};
  wire unused_tables_isClosed = &{1'b0, tables_isClosed};
  wire unused_isInRange_difference = &{1'b0, isInRange_difference[26:0]};
  wire unused_isInRange_difference_2 = &{1'b0, isInRange_difference_2[26:0]};
endmodule

`default_nettype wire
