`default_nettype none
module WindowArithmetic (
  input  wire [34:0] staged_virtual,
  input  wire [28:0] staged_physical,
  input  wire [1:0]  staged_permission,
  input  wire [28:0] staged_length, stagedMask_offset, stagedMask_length,
  input  wire [34:0] segment_virtual,
  input  wire [28:0] segment_physical,
  input  wire [1:0]  segment_permission,
  input  wire [28:0] segment_length, maskOffset,
  input  wire        writes_landsCapability, writes_landsList, writes_landsVirtual, writes_landsPhysical,
  input  wire        writes_landsLength, writes_landsOffset, writes_refreshesLength, writes_refreshesOffset,
  input  wire        writes_commitsVirtual, writes_commitsPhysical, writes_commitsLength, writes_commitsMaskOffset,
  input  wire        writes_commitsMaskLength, writes_isHigh, writes_isOdd,
  input  wire        isWindow, isCalling,
  output wire [34:0] window_virtual,
  output wire [28:0] window_physical,
  output wire        window_startsBeyond,
  output wire [28:0] window_rest,
  output wire        window_isOutside, window_isCurrent, window_endsBeyond
);
  wire [29:0] rest = {1'b0, staged_length} - {1'b0, stagedMask_offset};
  wire [30:0] window_isOutside_difference = {1'b0, rest[28:0], 1'b0}
      - {
          1'b0,
          (stagedMask_length & {29{!(writes_commitsMaskOffset || writes_commitsMaskLength)}})
            | (maskOffset & {29{writes_commitsMaskLength}}),
          (writes_commitsMaskOffset || writes_commitsMaskLength) && writes_isOdd
        };
  wire [35:0] first = {1'b0, staged_virtual} + {7'd0, stagedMask_offset};
  wire [29:0] physical = {1'b0, staged_physical} + {1'b0, stagedMask_offset};
  wire startsBeyond = first[35] || physical[29];
  wire isEmpty = (stagedMask_length == 29'd0) || startsBeyond;

  assign window_virtual = isCalling ? first[34:0] : staged_virtual;
  assign window_physical = isCalling ? physical[28:0] : staged_physical;
  assign window_startsBeyond = startsBeyond;
  assign window_rest = rest[28:0];
  assign window_isOutside = rest[29]
      || window_isOutside_difference[30]
      || ((writes_commitsMaskOffset || writes_commitsMaskLength) && writes_isHigh);
  assign window_isCurrent =
    isEmpty ? segment_length == 29'd0 :
    (stagedMask_length == segment_length)
      && (first[34:0] == segment_virtual)
      && (physical[28:0] == segment_physical)
      && (staged_permission == segment_permission);
  assign window_endsBeyond = (first[35] && (|first[34:0])) || (physical[29] && (|physical[28:0]));

  wire unused = &{1'b0, writes_landsCapability, writes_landsList, writes_landsVirtual, writes_landsPhysical,
      writes_landsLength, writes_landsOffset, writes_refreshesLength, writes_refreshesOffset, writes_commitsVirtual,
      writes_commitsPhysical, writes_commitsLength, isWindow, window_isOutside_difference[29:0]};
endmodule
`default_nettype wire
