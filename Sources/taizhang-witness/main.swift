import Console
import TaizhangWeb

MainProgram.run { witness, address, port, started, log in
    try WitnessServer(witness, address: address, port: port, surroundings: .system).run(started: started, log: log)
}
