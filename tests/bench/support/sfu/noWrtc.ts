/** Stands for @roamhq/wrtc where the browser has it all. */
export default {};
