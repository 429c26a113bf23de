import Console

MainProgram.run()
