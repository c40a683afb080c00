/// What of the engine's ports a core and a memory look at, and when.
enum EngineObservation {
    /// By output: the output that says when it matters (`CorePorts.swift`, `MemoryPorts.swift`).
    static let when: [String: String] = [
        "response_payload_redirect": "response_valid", "response_payload_exception": "response_valid",
        "response_payload_cause": "response_valid", "response_payload_tval": "response_valid",
        "response_payload_pc": "response_valid", "t0_payload": "t0_valid", "satpOut_payload": "satpOut_valid",
        "csr_illegal": "csr_ready", "csr_exception": "csr_ready", "csr_tval": "csr_exception",
        "memory_request_payload_operation": "memory_request_valid",
        "memory_request_payload_address": "memory_request_valid",
        "memory_request_payload_data": "memory_request_valid", "memory_request_payload_mask": "memory_request_valid",
        "data_physical": "data_hit", "data_tval": "data_fault", "fetch_tval": "fetch_fault",
    ]
}
