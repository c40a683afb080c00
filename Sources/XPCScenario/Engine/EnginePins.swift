import Simulation

/// The ports of an engine.
struct EnginePins {
    let reset, commandValid, commandReady, commandOperation, commandOperand, commandPC: Pin
    let responseValid, responseRedirect, responseException, responseCause, responseTval, responsePC: Pin
    let t0Write, t0, satpWrite, satpOut, satpIn: Pin
    let kill, killed, busy, drained, emptyCache, enabled, privilege, sum, tvm, virtualised: Pin
    let csrValid, csrReady, csrAddress, csrWrite, csrValue, csrData, csrHit, csrIllegal, csrException, csrTval: Pin
    let dataAddress, dataSize, dataRead, dataWrite, dataPrivilege, dataHit, dataPhysical, dataFault, dataTval: Pin
    let fetchAddress, fetchSize, fetchFault, fetchTval: Pin
    let requestValid, requestReady, requestOperation, requestAddress: Pin

    /// - Throws: `SIM001` when a port is missing.
    init(_ model: any Simulator) throws(SimulationError) {
        func pin(_ name: String) throws(SimulationError) -> Pin { try Pin(model, name) }
        reset = try pin("reset")
        commandValid = try pin("command_valid")
        commandReady = try pin("command_ready")
        commandOperation = try pin("command_payload_operation")
        commandOperand = try pin("command_payload_operand")
        commandPC = try pin("command_payload_pc")
        responseValid = try pin("response_valid")
        responseRedirect = try pin("response_payload_redirect")
        responseException = try pin("response_payload_exception")
        responseCause = try pin("response_payload_cause")
        responseTval = try pin("response_payload_tval")
        responsePC = try pin("response_payload_pc")
        t0Write = try pin("t0_valid")
        t0 = try pin("t0_payload")
        satpWrite = try pin("satpOut_valid")
        satpOut = try pin("satpOut_payload")
        satpIn = try pin("satp")
        kill = try pin("kill")
        killed = try pin("killed")
        busy = try pin("busy")
        drained = try pin("drained")
        emptyCache = try pin("emptyCache")
        enabled = try pin("enabled")
        privilege = try pin("privilege")
        sum = try pin("sum")
        tvm = try pin("tvm")
        virtualised = try pin("virtualised")
        csrValid = try pin("csr_valid")
        csrAddress = try pin("csr_address")
        csrReady = try pin("csr_ready")
        csrWrite = try pin("csr_write")
        csrValue = try pin("csr_value")
        csrData = try pin("csr_data")
        csrHit = try pin("csr_hit")
        csrIllegal = try pin("csr_illegal")
        csrException = try pin("csr_exception")
        csrTval = try pin("csr_tval")
        dataAddress = try pin("data_address")
        dataSize = try pin("data_size")
        dataRead = try pin("data_read")
        dataWrite = try pin("data_write")
        dataPrivilege = try pin("data_privilege")
        dataHit = try pin("data_hit")
        dataPhysical = try pin("data_physical")
        dataFault = try pin("data_fault")
        dataTval = try pin("data_tval")
        fetchAddress = try pin("fetch_address")
        fetchSize = try pin("fetch_size")
        fetchFault = try pin("fetch_fault")
        fetchTval = try pin("fetch_tval")
        requestValid = try pin("memory_request_valid")
        requestReady = try pin("memory_request_ready")
        requestOperation = try pin("memory_request_payload_operation")
        requestAddress = try pin("memory_request_payload_address")
    }
}
