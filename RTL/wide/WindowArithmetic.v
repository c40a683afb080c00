`default_nettype none

module WindowArithmetic (
  input  wire [34:0] staged_virtual,
  input  wire [36:0] staged_physical,
  input  wire [1:0]  staged_permission,
  input  wire [28:0] staged_length,
  input  wire [28:0] stagedMask_offset,
  input  wire [28:0] stagedMask_length,
  input  wire [34:0] segment_virtual,
  input  wire [36:0] segment_physical,
  input  wire [1:0]  segment_permission,
  input  wire [28:0] segment_length,
  input  wire [28:0] maskOffset,
  input  wire        writes_landsCapability,
  input  wire        writes_landsList,
  input  wire        writes_landsVirtual,
  input  wire        writes_landsPhysical,
  input  wire        writes_landsLength,
  input  wire        writes_landsOffset,
  input  wire        writes_refreshesLength,
  input  wire        writes_refreshesOffset,
  input  wire        writes_commitsVirtual,
  input  wire        writes_commitsPhysical,
  input  wire        writes_commitsLength,
  input  wire        writes_commitsMaskOffset,
  input  wire        writes_commitsMaskLength,
  input  wire        writes_isHigh,
  input  wire        writes_isOdd,
  input  wire        isWindow,
  input  wire        isCalling,
  output wire [34:0] window_virtual,
  output wire [36:0] window_physical,
  output wire        window_startsBeyond,
  output wire [28:0] window_rest,
  output wire        window_isOutside,
  output wire        window_isCurrent,
  output wire        window_endsBeyond
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
  wire [37:0] physical = {1'b0, staged_physical} + {9'd0, stagedMask_offset};
  wire startsBeyond = first[35] || physical[37];
  wire isEmpty = (stagedMask_length == 29'd0) || startsBeyond;

  assign window_virtual = isCalling ? first[34:0] : staged_virtual;
  assign window_physical = isCalling ? physical[36:0] : staged_physical;
  assign window_startsBeyond = startsBeyond;
  assign window_rest = rest[28:0];
  assign window_isOutside = rest[29]
      || window_isOutside_difference[30]
      || ((writes_commitsMaskOffset || writes_commitsMaskLength) && writes_isHigh);
  assign window_isCurrent =
    isEmpty ? segment_length == 29'd0 :
    (stagedMask_length == segment_length)
      && (first[34:0] == segment_virtual)
      && (physical[36:0] == segment_physical)
      && (staged_permission == segment_permission);
  assign window_endsBeyond = (first[35] && (|first[34:0])) || (physical[37] && (|physical[36:0]));

  wire unused_writes_landsCapability = &{1'b0, writes_landsCapability};
  wire unused_writes_landsList = &{1'b0, writes_landsList};
  wire unused_writes_landsVirtual = &{1'b0, writes_landsVirtual};
  wire unused_writes_landsPhysical = &{1'b0, writes_landsPhysical};
  wire unused_writes_landsLength = &{1'b0, writes_landsLength};
  wire unused_writes_landsOffset = &{1'b0, writes_landsOffset};
  wire unused_writes_refreshesLength = &{1'b0, writes_refreshesLength};
  wire unused_writes_refreshesOffset = &{1'b0, writes_refreshesOffset};
  wire unused_writes_commitsVirtual = &{1'b0, writes_commitsVirtual};
  wire unused_writes_commitsPhysical = &{1'b0, writes_commitsPhysical};
  wire unused_writes_commitsLength = &{1'b0, writes_commitsLength};
  wire unused_isWindow = &{1'b0, isWindow};
  wire unused_window_isOutside_difference = &{1'b0, window_isOutside_difference[29:0]};
endmodule

`default_nettype wire
