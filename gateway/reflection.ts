import { fileURLToPath } from 'node:url'
import type { Server } from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import { ReflectionService } from '@grpc/reflection'
import { protoPath as healthProtoPath } from 'grpc-health-check'

const PROTO_FOLDER = fileURLToPath(new URL('../proto', import.meta.url))
const PROTO_FILES = ['wall/v1/wall_feed.proto', 'wall/v1/intake.proto', 'wall/v1/command.proto']

/** Lets grpcurl and its like ask what the gateway speaks. */
export function addReflection(server: Server): void {
  const definition = loadSync([...PROTO_FILES, healthProtoPath], { includeDirs: [PROTO_FOLDER] })
  new ReflectionService(definition).addToServer(server)
}
