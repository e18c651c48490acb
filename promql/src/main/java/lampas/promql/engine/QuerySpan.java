package lampas.promql.engine;

import lampas.promql.column.Steps;

/**
 * The times that a query was asked for, as they were asked: the end need not be on a step.
 *
 * @param step the distance of the steps in milliseconds; 0 for an instant query
 */
record QuerySpan(long start, long end, long step) {
  static QuerySpan at(long time) {
    return new QuerySpan(time, time, 0);
  }

  static QuerySpan range(long start, long end, long step) {
    Steps.range(start, end, step);
    return new QuerySpan(start, end, step);
  }

  Steps steps() {
    return step == 0 ? Steps.at(start) : Steps.range(start, end, step);
  }

  double stepSeconds() {
    return step / 1000.0;
  }

  double rangeSeconds() {
    return (end - start) / 1000.0;
  }
}
