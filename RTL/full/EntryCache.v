`default_nettype none

module EntryCache (
  input  wire        clock,
  input  wire        reset,
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
  input  wire [27:0] capability,
  input  wire        empties,
  input  wire [38:0] filling_pc,
  input  wire [28:0] filling_satp,
  input  wire [27:0] filling_capability,
  input  wire [37:0] filling_list,
  output wire        isHit,
  output wire [38:0] entry_pc,
  output wire [28:0] entry_satp,
  output wire [27:0] entry_capability,
  output wire [37:0] entry_list
);
  localparam [1:0] XPCOperation_xcall     = 2'd0;
  localparam [1:0] XPCOperation_xprefetch = 2'd3;
  localparam [2:0] SequencerState_idle    = 3'd0;

  reg isStale = 1'b0;
  reg [1:0] next = 2'd0;

  wire store_hit;
  wire [1:0] store_index;
  wire [38:0] store_value_pc;
  wire [28:0] store_value_satp;
  wire [27:0] store_value_capability;
  wire [37:0] store_value_list;

  wire [51:0] tag = {progress_operand[23:0], capability};
  wire fills = progress_fills && !isStale && !empties && !store_hit;

  assign isHit = ((progress_operation == XPCOperation_xcall) || (progress_operation == XPCOperation_xprefetch))
      && store_hit
      && !empties;
  assign entry_pc = store_value_pc;
  assign entry_satp = store_value_satp;
  assign entry_capability = store_value_capability;
  assign entry_list = store_value_list;

  always @(posedge clock)
    if (reset) isStale <= 1'b0;
    else if (empties) isStale <= 1'b1;
    else if (progress_state == SequencerState_idle) isStale <= 1'b0;

  always @(posedge clock)
    if (reset) next <= 2'd0;
    else begin
      if (fills) next <= next + 2'd1;
      if (empties) next <= 2'd0;
    end

  CAM_entries4 store (
    .clock(clock),
    .reset(reset),
    .key(tag),
    .hit(store_hit),
    .index(store_index),
    .value_pc(store_value_pc),
    .value_satp(store_value_satp),
    .value_capability(store_value_capability),
    .value_list(store_value_list),
    .write_valid(fills),
    .write_payload_index(next),
    .write_payload_key(tag),
    .write_payload_value_pc(filling_pc),
    .write_payload_value_satp(filling_satp),
    .write_payload_value_capability(filling_capability),
    .write_payload_value_list(filling_list),
    .clear(empties)
  );

  wire unused_progress_operand = &{1'b0, progress_operand[63:24]};
  wire unused_progress_returnPC = &{1'b0, progress_returnPC};
  wire unused_progress_starts = &{1'b0, progress_starts};
  wire unused_progress_isQuiet = &{1'b0, progress_isQuiet};
  wire unused_progress_arrivals = &{1'b0, progress_arrivals};
  wire unused_progress_departures = &{1'b0, progress_departures};
  wire unused_progress_listArrivals = &{1'b0, progress_listArrivals};
  wire unused_progress_isRestoring = &{1'b0, progress_isRestoring};
  wire unused_progress_awaitsPlace = &{1'b0, progress_awaitsPlace};
  wire unused_progress_isFromBuffer = &{1'b0, progress_isFromBuffer};
  wire unused_store_index = &{1'b0, store_index};

`ifdef FORMAL
  reg [38:0] youngest_pc = 39'd0;
  reg [28:0] youngest_satp = 29'd0;
  reg [27:0] youngest_capability = 28'd0;
  reg [37:0] youngest_list = 38'd0;
  reg [51:0] youngestTag = 52'd0;
  reg hasYoungest = 1'b0;
  reg wasEmptied = 1'b1;

  always @(posedge clock)
    if (fills) begin
      youngest_pc <= filling_pc;
      youngest_satp <= filling_satp;
      youngest_capability <= filling_capability;
      youngest_list <= filling_list;
      youngestTag <= tag;
    end

  always @(posedge clock)
    if (reset) hasYoungest <= 1'b0;
    else begin
      if (fills) hasYoungest <= 1'b1;
      if (empties) hasYoungest <= 1'b0;
    end

  always @(posedge clock)
    if (reset) wasEmptied <= 1'b1;
    else wasEmptied <= empties;

  always @(posedge clock)
    if (!reset) begin
      // P2 a hit gives what the prefetch read
      assert (!(isHit && hasYoungest && (youngestTag == tag))
        || ({entry_list, entry_capability, entry_satp, entry_pc}
          == {youngest_list, youngest_capability, youngest_satp, youngest_pc}));
      // P12 nothing is left after emptying
      assert (!wasEmptied || !store_hit);
    end
`endif
endmodule

`default_nettype wire
