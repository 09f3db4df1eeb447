"""Notes what a page writes on its canvas: texts, their middles and sizes on the screen."""

WATCH = """(() => {
  const pen = CanvasRenderingContext2D.prototype, write = pen.fillText, clear = pen.clearRect;
  window.written = [];
  pen.clearRect = function (...rest) { window.written = []; return clear.apply(this, rest); };
  pen.fillText = function (text, x, y, most) {
    const m = this.getTransform(), size = parseFloat(this.font.match(/([\\d.]+)px/)[1]);
    const width = Math.min(this.measureText(text).width, most ?? Infinity);
    const at = [m.a * x + m.e, m.d * y + m.f];
    window.written.push([text, at[0], at[1], width * m.a, size * 0.72 * m.d, size * m.d]);
    return write.apply(this, [text, x, y, most]);
  };
})()"""
