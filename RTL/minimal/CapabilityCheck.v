`default_nettype none
module CapabilityCheck (
  input  wire [2:0]  progress_state,
  input  wire [1:0]  progress_operation,
  input  wire [63:0] progress_operand,
  input  wire [38:0] progress_returnPC,
  input  wire        progress_starts, progress_isQuiet,
  input  wire [7:0]  progress_arrivals, progress_departures,
  input  wire [2:0]  progress_listArrivals,
  input  wire        progress_isRestoring, progress_awaitsPlace, progress_fills, progress_isFromBuffer,
  input  wire [25:0] tables_entryBase, tables_link, tables_linkBase, tables_linkLimit,
  input  wire [24:0] tables_entryCount,
  input  wire [29:0] tables_capability, tables_list,
  input  wire        tables_linkFailed,
  input  wire [25:0] tables_caller,
  input  wire        tables_isClosed,
  input  wire [63:0] word,
  input  wire        answersRoot,
  output wire        isKnown, isInTable, isInList, isGranted, hasLeaf,
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

  wire unused = &{1'b0, progress_state, progress_operation, progress_returnPC, progress_starts, progress_isQuiet,
      progress_arrivals, progress_departures, progress_listArrivals, progress_isRestoring, progress_awaitsPlace,
      progress_fills, progress_isFromBuffer, tables_entryBase, tables_link, tables_linkBase, tables_linkLimit,
      tables_linkFailed, tables_caller, tables_isClosed, answersRoot};
endmodule
`default_nettype wire
