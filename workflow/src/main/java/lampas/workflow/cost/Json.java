package lampas.workflow.cost;

import java.math.BigDecimal;
import java.util.List;

/** A JSON value that knows where it stands. */
sealed interface Json {
  Place place();

  /** What messages show of it. */
  String text();

  /** Where it begins, counted from 1. */
  record Place(int line, int column) {
    @Override
    public String toString() {
      return line + ":" + column;
    }
  }

  record Text(Place place, String value) implements Json {
    @Override
    public String text() {
      return "\"" + value + "\"";
    }
  }

  record Decimal(Place place, BigDecimal value) implements Json {
    @Override
    public String text() {
      return value.toString();
    }
  }

  /** True, false or null. */
  record Word(Place place, String text) implements Json {}

  record Array(Place place, List<Json> items) implements Json {
    @Override
    public String text() {
      return "an array";
    }
  }

  /** Members in their order; a name may come twice. */
  record Structure(Place place, List<Member> members) implements Json {
    @Override
    public String text() {
      return "an object";
    }
  }

  record Member(Place place, String name, Json value) {}
}
