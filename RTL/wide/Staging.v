`default_nettype none
module Staging (
  input  wire         clock,
  input  wire [2:0]   progress_state,
  input  wire [1:0]   progress_operation,
  input  wire [63:0]  progress_operand,
  input  wire [38:0]  progress_returnPC,
  input  wire         progress_starts, progress_isQuiet,
  input  wire [7:0]   progress_arrivals, progress_departures,
  input  wire [2:0]   progress_listArrivals,
  input  wire         progress_isRestoring, progress_awaitsPlace, progress_fills, progress_isFromBuffer,
  input  wire         writes_landsCapability, writes_landsList, writes_landsVirtual, writes_landsPhysical,
  input  wire         writes_landsLength, writes_landsOffset, writes_refreshesLength, writes_refreshesOffset,
  input  wire         writes_commitsVirtual, writes_commitsPhysical, writes_commitsLength, writes_commitsMaskOffset,
  input  wire         writes_commitsMaskLength, writes_isHigh, writes_isOdd,
  input  wire [511:0] response, departing,
  input  wire [63:0]  value,
  input  wire         takes_space, takes_segment,
  input  wire [38:0]  takes_record_space_pc,
  input  wire [28:0]  takes_record_space_satp,
  input  wire [37:0]  takes_record_space_capability, takes_record_space_list,
  input  wire [34:0]  takes_record_segment_virtual,
  input  wire [36:0]  takes_record_segment_physical,
  input  wire [1:0]   takes_record_segment_permission,
  input  wire [28:0]  takes_record_segment_length, takes_record_mask_offset, takes_record_mask_length,
  input  wire [28:0]  currentLength,
  output wire [38:0]  staged_space_pc,
  output wire [28:0]  staged_space_satp,
  output wire [37:0]  staged_space_capability, staged_space_list,
  output wire [34:0]  staged_segment_virtual,
  output wire [36:0]  staged_segment_physical,
  output wire [1:0]   staged_segment_permission,
  output wire [28:0]  staged_segment_length, staged_mask_offset, staged_mask_length,
  output wire         isValid, isBusy,
  output wire [63:0]  raw
);
  localparam [1:0] XPCOperation_xret = 2'd1, XPCOperation_swapseg = 2'd2;
  localparam [2:0] SequencerState_idle = 3'd0;
  reg [38:0] held_space_pc = 39'd0;
  reg [28:0] held_space_satp = 29'd0, held_segment_length = 29'd0, held_mask_offset = 29'd0, held_mask_length = 29'd0;
  reg [37:0] held_space_capability = 38'd0, held_space_list = 38'd0;
  reg [34:0] held_segment_virtual = 35'd0;
  reg [36:0] held_segment_physical = 37'd0;
  reg [1:0] held_segment_permission = 2'd0;
  reg valid = 1'b0, busy = 1'b0;
  reg [23:0] high = 24'd0;

  wire [63:0] buses_0 = (progress_state == SequencerState_idle) ? value : response[63:0];
  wire [63:0] buses_1 = (progress_state == SequencerState_idle) ? value : response[127:64];
  wire [63:0] buses_2 = (progress_state == SequencerState_idle) ? value : response[191:128];
  wire [63:0] buses_3 = (progress_state == SequencerState_idle) ? value : response[255:192];
  wire [63:0] buses_4 = (progress_state == SequencerState_idle) ? value : response[319:256];
  wire [63:0] buses_5 = (progress_state == SequencerState_idle) ? value : response[383:320];
  wire [63:0] buses_6 = (progress_state == SequencerState_idle) ? value : response[447:384];
  wire [63:0] buses_7 = (progress_state == SequencerState_idle) ? value : response[511:448];
  wire [7:0] segmentWords_bits = progress_arrivals & {8{progress_operation == XPCOperation_xret}};
  wire [7:0] segmentWords = segmentWords_bits;
  wire [63:0] physical =
    (progress_operation == XPCOperation_swapseg) ? (progress_operand[0] ? buses_5 : buses_1) : buses_5;
  wire [63:0] length =
    (progress_operation == XPCOperation_swapseg) ? (progress_operand[0] ? buses_6 : buses_2) : buses_6;
  wire [63:0] held_space_capability_choice = (progress_operation == XPCOperation_xret) ? buses_2 : buses_3;
  wire [63:0] held_space_list_choice = (progress_operation == XPCOperation_xret) ? buses_3 : buses_4;

  assign staged_space_pc = held_space_pc;
  assign staged_space_satp = held_space_satp;
  assign staged_space_capability = held_space_capability;
  assign staged_space_list = held_space_list;
  assign staged_segment_virtual = held_segment_virtual;
  assign staged_segment_physical = held_segment_physical;
  assign staged_segment_permission = held_segment_permission;
  assign staged_segment_length = held_segment_length;
  assign staged_mask_offset = held_mask_offset;
  assign staged_mask_length = held_mask_length;
  assign isValid = valid;
  assign isBusy = busy;
  assign raw = {high, held_segment_physical, busy, held_segment_permission};

  always @(posedge clock) begin
    if ((progress_operation == XPCOperation_xret) ? progress_arrivals[0] : progress_arrivals[2]) begin
      held_space_pc <= (progress_operation == XPCOperation_xret) ? buses_0[39:1] : buses_2[39:1];
    end
    if (takes_space) held_space_pc <= takes_record_space_pc;
  end

  always @(posedge clock) begin
    if (progress_arrivals[1]) held_space_satp <= {buses_1[63], buses_1[27:0]};
    if (takes_space) held_space_satp <= takes_record_space_satp;
  end

  always @(posedge clock) begin
    if (((progress_operation == XPCOperation_xret) ? progress_arrivals[2] : progress_arrivals[3])
        || writes_landsCapability) begin
      held_space_capability <= {
        held_space_capability_choice[39:6],
        |held_space_capability_choice[5:4] ? 4'd15 : held_space_capability_choice[3:0]
      };
    end
    if (takes_space) held_space_capability <= takes_record_space_capability;
  end

  always @(posedge clock) begin
    if (((progress_operation == XPCOperation_xret) ? progress_arrivals[3] : progress_arrivals[4])
        || writes_landsList) begin
      held_space_list <= {
        held_space_list_choice[39:6],
        ((|held_space_list_choice[5:4]) || (held_space_list_choice[2] && held_space_list_choice[3])) ? 4'd12 :
          held_space_list_choice[3:0]
      };
    end
    if (takes_space) held_space_list <= takes_record_space_list;
  end

  always @(posedge clock) begin
    if (segmentWords[4] || writes_landsVirtual || progress_listArrivals[0]) begin
      held_segment_virtual <=
        (progress_operation == XPCOperation_swapseg) ? (progress_operand[0] ? buses_4[37:3] : buses_0[37:3]) :
        buses_4[37:3];
    end
    if (takes_segment) held_segment_virtual <= takes_record_segment_virtual;
  end

  always @(posedge clock) begin
    if (segmentWords[5] || writes_landsPhysical || progress_listArrivals[1]) begin
      held_segment_physical <= physical[39:3];
      held_segment_permission <= physical[1:0];
    end
    if (takes_segment) begin
      held_segment_physical <= takes_record_segment_physical;
      held_segment_permission <= takes_record_segment_permission;
    end
    if (progress_starts) begin held_segment_physical <= 37'd0; held_segment_permission <= 2'd0; end
  end

  always @(posedge clock) begin
    if (segmentWords[6] || writes_landsLength || writes_refreshesLength || progress_listArrivals[2]) begin
      held_segment_length <= length[31:3];
    end
    if (writes_refreshesLength) held_segment_length <= currentLength;
    if (takes_segment) held_segment_length <= takes_record_segment_length;
  end

  always @(posedge clock) begin
    if (segmentWords[7] || writes_landsOffset || writes_refreshesOffset || progress_listArrivals[2]) begin
      held_mask_offset <= (progress_operation == XPCOperation_swapseg) ? length[31:3] : buses_7[31:3];
    end
    if (writes_refreshesOffset) held_mask_offset <= currentLength;
    if (takes_segment) held_mask_offset <= takes_record_mask_offset;
  end

  always @(posedge clock) begin
    if (segmentWords_bits[7]) held_mask_length <= buses_7[63:35];
    if (takes_segment) held_mask_length <= takes_record_mask_length;
  end

  always @(posedge clock) begin
    if (progress_arrivals[0]) valid <= buses_0[0];
    if (takes_space) valid <= 1'b1;
  end

  always @(posedge clock) begin
    if (progress_listArrivals[1]) begin high <= physical[63:40]; busy <= physical[2]; end
    if (progress_state == SequencerState_idle) begin high <= 24'd0; busy <= 1'b1; end
  end

  wire unused = &{1'b0, progress_operand[63:1], progress_returnPC, progress_isQuiet, progress_departures,
      progress_isRestoring, progress_awaitsPlace, progress_fills, progress_isFromBuffer, writes_commitsVirtual,
      writes_commitsPhysical, writes_commitsLength, writes_commitsMaskOffset, writes_commitsMaskLength, writes_isHigh,
      writes_isOdd, departing, buses_0[63:40], buses_7[34:32], buses_7[2:0], segmentWords[3:0], length[63:32],
      length[2:0], held_space_capability_choice[63:40], held_space_list_choice[63:40]};
endmodule
`default_nettype wire
