`default_nettype none

module CapabilityCheck (
  input  wire [2:0]  progress_state,
  input  wire [1:0]  progress_operation,
  input  wire [63:0] progress_operand,
  input  wire [38:0] progress_returnPC,
  input  wire        progress_starts,
  input  wire        progress_isQuiet,
  input  wire [7:0]  progress_arrivals,
  input  wire [7:0]  progress_departures,
  input  wire [2:0]  progress_listArrivals,
  input  wire        progress_isRestoring,
  input  wire        progress_awaitsPlace,
  input  wire        progress_fills,
  input  wire        progress_isFromBuffer,
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
  input  wire [63:0] word,
  input  wire        answersRoot,
  output wire        isKnown,
  output wire        isInTable,
  output wire        isInList,
  output wire        isGranted,
  output wire        hasLeaf,
  output wire [17:0] wordNumber,
  output wire [28:0] base
);
  assign isKnown = (|progress_operand[23:0])
      && (progress_operand[63:24] == 40'd0)
      && ({1'b0, progress_operand[23:0]} < tables_entryCount);
  assign isInTable = (progress_operand[23:9] >> tables_capability[3:0]) == 15'd0;
  assign isInList = (progress_operand[63:12] == 52'd0)
      && ((progress_operand[11:0] >> tables_list[3:0]) == 12'd0)
      && (|tables_list[29:4]);
  assign isGranted = word[progress_operand[5:0]];
  assign hasLeaf = 1'b0;
  assign wordNumber = progress_operand[23:6];
  assign base = {tables_capability[29:4], 3'd0};

  wire unused_progress_state = &{1'b0, progress_state};
  wire unused_progress_operation = &{1'b0, progress_operation};
  wire unused_progress_returnPC = &{1'b0, progress_returnPC};
  wire unused_progress_starts = &{1'b0, progress_starts};
  wire unused_progress_isQuiet = &{1'b0, progress_isQuiet};
  wire unused_progress_arrivals = &{1'b0, progress_arrivals};
  wire unused_progress_departures = &{1'b0, progress_departures};
  wire unused_progress_listArrivals = &{1'b0, progress_listArrivals};
  wire unused_progress_isRestoring = &{1'b0, progress_isRestoring};
  wire unused_progress_awaitsPlace = &{1'b0, progress_awaitsPlace};
  wire unused_progress_fills = &{1'b0, progress_fills};
  wire unused_progress_isFromBuffer = &{1'b0, progress_isFromBuffer};
  wire unused_tables_entryBase = &{1'b0, tables_entryBase};
  wire unused_tables_link = &{1'b0, tables_link};
  wire unused_tables_linkBase = &{1'b0, tables_linkBase};
  wire unused_tables_linkLimit = &{1'b0, tables_linkLimit};
  wire unused_tables_linkFailed = &{1'b0, tables_linkFailed};
  wire unused_tables_caller = &{1'b0, tables_caller};
  wire unused_tables_isClosed = &{1'b0, tables_isClosed};
  wire unused_answersRoot = &{1'b0, answersRoot};
endmodule

`default_nettype wire
