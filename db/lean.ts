import './lean.js';
