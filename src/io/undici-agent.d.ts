/** undici declares its index alone, which loads fetch, WebSocket and much more that the gate never asks for. */
declare module 'undici/lib/dispatcher/agent.js' {
  import { Agent } from 'undici';
  export default Agent;
}
