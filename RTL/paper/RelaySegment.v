`default_nettype none
module RelaySegment (
  input  wire        clock, reset,
  input  wire        writes_landsCapability, writes_landsList, writes_landsVirtual, writes_landsPhysical,
  input  wire        writes_landsLength, writes_landsOffset, writes_refreshesLength, writes_refreshesOffset,
  input  wire        writes_commitsVirtual, writes_commitsPhysical, writes_commitsLength, writes_commitsMaskOffset,
  input  wire        writes_commitsMaskLength, writes_isHigh, writes_isOdd,
  input  wire        commits_call, commits_recordReturn, commits_exchange, commits_isCalling, commits_isReturning,
  input  wire [34:0] staged_virtual,
  input  wire [28:0] staged_physical,
  input  wire [1:0]  staged_permission,
  input  wire [28:0] staged_length, stagedMask_offset, stagedMask_length,
  input  wire [34:0] window_virtual,
  input  wire [28:0] window_physical,
  input  wire        window_startsBeyond,
  input  wire [28:0] window_rest,
  input  wire        window_isOutside, window_isCurrent, window_endsBeyond,
  output wire [34:0] segment_virtual,
  output wire [28:0] segment_physical,
  output wire [1:0]  segment_permission,
  output wire [28:0] segment_length, mask_offset, mask_length
);
  reg [34:0] held_virtual = 35'd0;
  reg [28:0] held_physical = 29'd0, held_length = 29'd0, heldMask_offset = 29'd0, heldMask_length = 29'd0;
  reg [1:0] held_permission = 2'd0;

  wire isEmpty = held_length == 29'd0;
  wire takesStaged = commits_recordReturn || commits_exchange;
  wire isWindowEmpty = (heldMask_length == 29'd0) || window_startsBeyond;
  wire held_virtual_enable = (commits_call && isWindowEmpty)
      || ((takesStaged || writes_commitsLength) && (staged_length == 29'd0));
  wire heldMask_offset_condition = writes_commitsVirtual || writes_commitsPhysical || writes_commitsLength;

  assign segment_virtual = held_virtual;
  assign segment_physical = held_physical;
  assign segment_permission = held_permission;
  assign segment_length = held_length;
  assign mask_offset = heldMask_offset;
  assign mask_length = heldMask_length;

  always @(posedge clock)
    if (reset) held_virtual <= 35'd0;
    else begin
      if ((writes_commitsVirtual && !isEmpty) || commits_call || takesStaged) held_virtual <= window_virtual;
      if (held_virtual_enable) held_virtual <= 35'd0;
    end

  always @(posedge clock)
    if (reset) held_physical <= 29'd0;
    else begin
      if ((writes_commitsPhysical && !isEmpty) || commits_call || takesStaged) held_physical <= window_physical;
      if (held_virtual_enable) held_physical <= 29'd0;
    end

  always @(posedge clock)
    if (reset) held_permission <= 2'd0;
    else begin
      if ((writes_commitsPhysical && !isEmpty) || takesStaged) held_permission <= staged_permission;
      if (held_virtual_enable) held_permission <= 2'd0;
    end

  always @(posedge clock)
    if (reset) held_length <= 29'd0;
    else begin
      if (writes_commitsLength || commits_call || takesStaged) begin
        held_length <= commits_isCalling ? heldMask_length : staged_length;
      end
      if (held_virtual_enable) held_length <= 29'd0;
    end

  always @(posedge clock)
    if (reset) heldMask_offset <= 29'd0;
    else begin
      if (commits_recordReturn || (writes_commitsMaskOffset && !window_isOutside)) heldMask_offset <= stagedMask_offset;
      if (heldMask_offset_condition || commits_call || commits_exchange) heldMask_offset <= 29'd0;
    end

  always @(posedge clock)
    if (reset) heldMask_length <= 29'd0;
    else begin
      if (heldMask_offset_condition
          || takesStaged
          || ((writes_commitsMaskOffset || writes_commitsMaskLength) && !window_isOutside)) begin
        heldMask_length <=
          commits_isReturning ? stagedMask_length :
          writes_commitsMaskOffset ? window_rest :
          stagedMask_offset;
      end
      if (commits_call && isWindowEmpty) heldMask_length <= 29'd0;
    end

  wire unused = &{1'b0, writes_landsCapability, writes_landsList, writes_landsVirtual, writes_landsPhysical,
      writes_landsLength, writes_landsOffset, writes_refreshesLength, writes_refreshesOffset, writes_isHigh,
      writes_isOdd, staged_virtual, staged_physical, window_isCurrent, window_endsBeyond};

`ifdef FORMAL
  always @(posedge clock)
    if (!reset) begin
      // P5 the mask is inside the segment
      assert (({1'b0, heldMask_offset} + {1'b0, heldMask_length}) <= {1'b0, held_length});
      // R2.9 a segment without bytes is normalised
      assert (!isEmpty
        || (({held_length, held_permission, held_physical, held_virtual} == 95'd0)
          && ({heldMask_length, heldMask_offset} == 58'd0)));
    end
`endif
endmodule
`default_nettype wire
