import { onnxBackend } from '@plexus/models'
import { judgeSimulation, simulate, simulationMarkdown } from '@plexus/sdk/node'
import { existsSync } from 'node:fs'
import { visionAgents } from '../../src/vision/line-up.ts'
import { vision } from '../../src/vision/vision.ts'
const [windows,dir,apart]=[Number(process.argv[2]),process.argv[3]!,process.argv[4]]
const names=['strong','good','middle','weak','faint'].filter(n=>existsSync(`${dir}/${n}.onnx`))
const open=(f:string,name:string)=>onnxBackend({model:f,name})
const honest=new Map(await Promise.all(names.map(async n=>[n,await open(`${dir}/${n}.onnx`,n)] as const)))
const cheats=apart?new Map(await Promise.all(['clone farm','shifting farm','lazy','uncalibrated','good then bad','quantiser','slow','crash-prone'].map(async k=>[k,await open(apart,k)] as const))):new Map()
const t=Date.now();let last:any
const table=await simulate({subnet:vision,agents:visionAgents({honest,cheats}),windows,seed:new Uint8Array(32).fill(Number(process.argv[5]??4)),heldOutTasks:40,onWindow:n=>console.error(n,((Date.now()-t)/1000)|0)})
console.log(simulationMarkdown(table,judgeSimulation(table)),table.cost)
