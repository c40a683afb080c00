`default_nettype none

module CAM_entries1 (
  input  wire        clock,
  input  wire        reset,
  input  wire [53:0] key,
  output wire        hit,
  output wire        index,
  output wire [38:0] value_pc,
  output wire [20:0] value_satp,
  output wire [29:0] value_capability,
  output wire [29:0] value_list,
  input  wire        write_valid,
  input  wire        write_payload_index,
  input  wire [53:0] write_payload_key,
  input  wire [38:0] write_payload_value_pc,
  input  wire [20:0] write_payload_value_satp,
  input  wire [29:0] write_payload_value_capability,
  input  wire [29:0] write_payload_value_list,
  input  wire        clear
);
  reg isValid = 1'b0;
  reg [53:0] keys_0 = 54'd0;
  reg [38:0] values_0_pc = 39'd0;
  reg [20:0] values_0_satp = 21'd0;
  reg [29:0] values_0_capability = 30'd0;
  reg [29:0] values_0_list = 30'd0;

  wire isFound = isValid && (keys_0 == key);
  wire isWritten = !write_payload_index && write_valid;

  assign hit = isFound;
  assign index = 1'b0;
  assign value_pc = {39{isFound}} & values_0_pc;
  assign value_satp = {21{isFound}} & values_0_satp;
  assign value_capability = {30{isFound}} & values_0_capability;
  assign value_list = {30{isFound}} & values_0_list;

  always @(posedge clock)
    if (reset) isValid <= 1'b0;
    else isValid <= !clear && (isValid || isWritten);

  always @(posedge clock)
    if (isWritten) begin
      keys_0 <= write_payload_key;
      values_0_pc <= write_payload_value_pc;
      values_0_satp <= write_payload_value_satp;
      values_0_capability <= write_payload_value_capability;
      values_0_list <= write_payload_value_list;
    end

`ifdef FORMAL
  reg wasCleared = 1'b0;

  always @(posedge clock)
    if (reset) wasCleared <= 1'b0;
    else wasCleared <= clear;

  always @(posedge clock)
    if (!reset) begin
      // no other entry has the key that is written
      assume (!write_valid || !((keys_0 == write_payload_key) && isValid && !isWritten));
      // one entry matches at most
      assert (!(isFound && (isFound - 1'b1)));
      // nothing matches after clearing
      assert (!wasCleared || !hit);
    end
`endif
endmodule

`default_nettype wire
