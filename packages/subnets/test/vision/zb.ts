import { onnxBackend } from '@plexus/models'
import { challenge, drawPictures } from '../../src/vision/challenge.ts'
import { decodePicture } from '../../src/vision/picture.ts'
import { picturesToTensor } from '../../src/vision/tensor.ts'
import { work } from '../../src/vision/work.ts'
const t={id:'a',window:0,index:2,seed:new Uint8Array(32).fill(1)};const signal=new AbortController().signal
const req=challenge(t,{difficulty:.7});const pics=drawPictures(t,.7);const ten=picturesToTensor(pics)
const b=await onnxBackend({model:'packages/subnets/models/good.onnx'})
const cpu=async(name:string,n:number,f:()=>unknown)=>{for(let i=0;i<10;i++)await f();const c=process.cpuUsage();for(let i=0;i<n;i++)await f();const u=process.cpuUsage(c);console.log(name,((u.user+u.system)/1000/n).toFixed(3),'ms/32')}
for(let k=0;k<2;k++){
await cpu('infer',60,()=>b.infer({images:ten}))
await cpu('work',60,()=>work(req,b,{signal}))
await cpu('base64+decode',100,()=>req.images.map(i=>decodePicture(Buffer.from(i,'base64'))))
await cpu('tensor',100,()=>picturesToTensor(pics))}
await b.close()
