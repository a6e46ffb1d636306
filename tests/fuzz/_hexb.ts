import { hexToBytes } from '@plexus/primitives'
const T = new Int8Array(256).fill(-1); for (let i=0;i<16;i++){T['0123456789abcdef'.charCodeAt(i)]=i;T['0123456789ABCDEF'.charCodeAt(i)]=i}
function fast(hex: string) { const start = 2; const n=(hex.length-2)>>1; const out = new Uint8Array(n); let bad=0
 for (let at=0, i=2; at<n; at++, i+=2){ const c=hex.charCodeAt(i), d=hex.charCodeAt(i+1); const h=c<256?T[c]!:-1, l=d<256?T[d]!:-1; bad|=h|l; out[at]=(h<<4)|l } if(bad<0) throw 1; return out }
const v = JSON.parse(JSON.stringify('0x' + 'ab'.repeat(16<<20))) as string
for (let i = 0; i < 4; i++) { let t=process.cpuUsage().user; hexToBytes(v); const a=process.cpuUsage().user-t; t=process.cpuUsage().user; fast(v); console.log('cpu ms ours', a/1000|0, 'table', (process.cpuUsage().user-t)/1000|0) }
